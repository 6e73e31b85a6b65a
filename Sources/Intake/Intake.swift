// The collector's rule for one reply.
