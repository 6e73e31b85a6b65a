// The one thin typed wrapper over SQLite's C API.
