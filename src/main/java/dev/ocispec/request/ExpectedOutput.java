package dev.ocispec.request;

/**
 * A promise: what an output contains is known before it is built.
 *
 * @param path one of the request's outputs
 * @param digest what that output must have, or the build fails
 */
public record ExpectedOutput(String path, ExpectedDigest digest) {}
