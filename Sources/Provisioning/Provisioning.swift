// Boards, settings, surveys and words from files, verified or refused with a reason.
