package dev.ocispec.sandbox;

import dev.ocispec.host.HostFacts;
import dev.ocispec.request.BuildRequest;

/**
 * All that the rules of the profile {@code standard} look at, and where they put what they find.
 */
record Situation(
    BuildRequest request,
    HostFacts host,
    SandboxOptions options,
    boolean userNamespace,
    Reasons reasons) {}
