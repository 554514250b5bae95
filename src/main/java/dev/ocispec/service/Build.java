package dev.ocispec.service;

import java.util.concurrent.CompletableFuture;

/** A build submitted to a service: its future result, and the means to cancel it. */
public final class Build {
  private final CancellingFuture result = new CancellingFuture();
  private final BuildStopper stop = new BuildStopper();

  Build() {}

  /**
   * {@return the result} It comes when the build is over and what is not kept is removed.
   *
   * <p>It fails, with the exception that says why, when the request can't be built at all (an input
   * is not there, the sandbox can't be made for it here) or when a listener throws. Cancelling the
   * future cancels the build and fails the future at once; {@link #cancel()} lets the result come.
   */
  public CompletableFuture<BuildResult> result() {
    return result;
  }

  /**
   * Asks for the build to be stopped: its container is killed and removed, and the result will have
   * the status {@link BuildStatus#CANCELLED}.
   *
   * @return whether that was in time; not when the build is over or about to end anyway
   */
  public boolean cancel() {
    return stop.request(BuildStatus.CANCELLED);
  }

  BuildStopper stop() {
    return stop;
  }

  /** A future whose cancelling reaches the build. */
  private final class CancellingFuture extends CompletableFuture<BuildResult> {
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      Build.this.cancel();
      return super.cancel(mayInterruptIfRunning);
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
      return new CompletableFuture<>();
    }
  }
}
