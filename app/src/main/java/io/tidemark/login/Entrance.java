package io.tidemark.login;

/** All that lets somebody in. */
public record Entrance(Logins logins, Sessions sessions, ApiTokens tokens, Links links, Users users) {}
