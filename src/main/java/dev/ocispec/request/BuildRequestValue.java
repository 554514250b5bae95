package dev.ocispec.request;

import java.util.List;
import java.util.Optional;

/** The one implementation of {@link BuildRequest}; only the builder makes it, after its checks. */
record BuildRequestValue(
    List<BuildInput> inputs,
    List<String> commandArgs,
    Optional<String> workingDir,
    List<String> scratchPaths,
    Optional<String> inputsDir,
    List<String> outputs,
    List<EnvironmentVariable> environment,
    BuildConstraints constraints,
    List<AdditionalFile> additionalFiles,
    List<String> refscanNeedles)
    implements BuildRequest {}
