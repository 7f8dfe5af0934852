package io.tidemark.instance;

/** The newest instance of the same task whose cycle is earlier. */
public record Previous(InstanceId id, InstanceState state) {}
