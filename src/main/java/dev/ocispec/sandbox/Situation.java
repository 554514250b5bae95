package dev.ocispec.sandbox;

/**
 * All that the rules of the profile {@code standard} look at, and where they put what they find.
 */
record Situation(
    BuildRequest request,
    HostFacts host,
    SandboxOptions options,
    boolean userNamespace,
    Reasons reasons) {}
