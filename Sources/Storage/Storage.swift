// The journal: what a person answered, durable before the thank-you.
