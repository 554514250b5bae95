package dev.ocispec.service;

/**
 * Runs the builds of a service somewhere else than on this machine. The service keeps to its own
 * limit of builds at a time, watches their deadlines and moves their outputs into place.
 */
public interface BuildEngine extends AutoCloseable {
  /**
   * Runs one build to its end, on the calling thread; several threads call at the same time. When
   * the build is to be stopped, the thread is interrupted.
   *
   * @param build what to build, with what it is to be given
   * @return the result; its outputs are in {@link EngineBuild#folder()} if that is there
   * @throws EngineException when the engine failed; the build has the status {@link
   *     BuildStatus#RUNTIME_ERROR} then
   * @throws InterruptedException when the build was stopped; nothing of it runs any more, or the
   *     engine was told so
   */
  EngineResult build(EngineBuild build) throws InterruptedException;

  /** Ends all connections. No build runs, and none will be started. */
  @Override
  void close();
}
