// Loaded into every child of the launcher: a child whose launcher is gone (kill -9) ends by itself.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
