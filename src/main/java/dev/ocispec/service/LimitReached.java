package dev.ocispec.service;

/**
 * A limit that a build came to grief on.
 *
 * @param code which one, for programs
 * @param clause for people, what happened; follows what became of the command
 */
record LimitReached(ReasonCode code, String clause) {}
