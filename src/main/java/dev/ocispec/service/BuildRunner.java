package dev.ocispec.service;

import dev.ocispec.request.BuildRequest;

/** Where the builds of a service run: on this machine, or on an engine. */
interface BuildRunner extends AutoCloseable {
  /** Runs one build to its end, on the calling thread. */
  BuildResult run(BuildRequest request, BuildOptionsValue options, BuildStopper stop);

  /** Refuses options that no build can have here. */
  void check(BuildOptionsValue options);

  /** The Java process is ending. */
  void end();

  /** No build runs any more. */
  @Override
  void close();
}
