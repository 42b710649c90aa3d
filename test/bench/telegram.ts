// Many notifications to many chats, while the serving process is killed, after a build: node test/bench/telegram.ts
// [notifications] [chats] [kills]. Nothing may be lost, and the Bot API's limits hold at its server.
