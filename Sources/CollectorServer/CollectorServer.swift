// Receives, stores and hands out: the county's side.
