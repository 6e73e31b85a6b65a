// The only poll loop, the only clock reading, the only switch over Effect.
