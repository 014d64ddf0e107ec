// Loaded into every child of the launcher: a child whose launcher is gone (kill -9) ends by itself.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// Listening alone would keep a child alive whose work is done.
process.channel?.unref();
