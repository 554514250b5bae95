package dev.ocispec.service;

import dev.ocispec.request.BuildRequest;
import dev.ocispec.runtime.OutputListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A build for an engine.
 *
 * @param request what to build; every input has a source on this machine
 * @param timeout how long the command may run, more than 0
 * @param attest whether the sandbox is to be observed from inside
 * @param folder an empty folder that outputs are written to, each at its path; empty when nobody
 *     wants them
 * @param listener who follows the build; it is told only of phases and remarks by the engine
 * @param stdout takes the command's standard output
 * @param stderr takes the command's standard error
 */
public record EngineBuild(
    BuildRequest request,
    Duration timeout,
    boolean attest,
    Optional<Path> folder,
    BuildListener listener,
    OutputListener stdout,
    OutputListener stderr) {}
