// The Unix socket between kiosk and uplink.
