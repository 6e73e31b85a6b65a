// What the uplink does next, as a pure machine.
