package dev.ocispec.remote;

import dev.ocispec.service.BuildEngine;
import dev.ocispec.service.EngineBuild;
import dev.ocispec.service.EngineResult;
import dev.ocispec.service.EngineSettings;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An engine of the Remote Execution API. */
final class RemoteEngine implements BuildEngine {
  private final EngineAddress address;
  private final EngineSettings settings;
  private final EngineChannel connection;
  private final Attempts attempts;
  private final FileDigests digests = new FileDigests();
  private final AtomicReference<@Nullable EngineLimits> limits = new AtomicReference<>();

  private RemoteEngine(EngineAddress address, EngineSettings settings, EngineChannel connection) {
    this.address = address;
    this.settings = settings;
    this.connection = connection;
    this.attempts = new Attempts(address.toString(), settings.attempts(), settings.callTimeout());
  }

  static RemoteEngine open(EngineAddress address, EngineSettings settings) {
    return new RemoteEngine(address, settings, EngineChannel.open(address, settings));
  }

  @Override
  public EngineResult build(EngineBuild build) throws InterruptedException {
    BuildAction action = BuildAction.of(build, new WorkerSettings(address, settings), digests);
    return new RemoteBuild(
            connection, address.instance(), limits(), attempts, settings, build, action)
        .run();
  }

  /** Asked once; an engine that is replaced by another keeps its address and its kind. */
  private EngineLimits limits() throws InterruptedException {
    EngineLimits known = limits.get();
    if (known != null) {
      return known;
    }
    EngineLimits asked = EngineLimits.of(connection.channel(), address.instance(), attempts);
    // Of builds that ask at the same time all take the first answer, and what it learns later.
    return limits.compareAndSet(null, asked) ? asked : Objects.requireNonNull(limits.get());
  }

  @Override
  public void close() {
    connection.close();
  }
}
