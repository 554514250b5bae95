package dev.ocispec.service;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.internal.HostDetection;
import dev.ocispec.request.BuildRequest;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs builds on this machine, in a folder. */
final class LocalRunner implements BuildRunner {
  private final ServiceContext context;

  private LocalRunner(ServiceContext context) {
    this.context = context;
  }

  /** Opens the folder of an address, and removes what the builds of dead processes left in it. */
  static LocalRunner open(
      URI address, BuildServiceOptionsValue options, ScheduledExecutorService timer) {
    HostFacts caller = HostDetection.of(Path.of("/")).caller();
    ServiceFolder folder = ServiceFolder.open(address, caller);
    new AbandonedBuilds(folder, options.runtime(), caller).remove();
    return new LocalRunner(
        new ServiceContext(
            folder,
            options.runtime(),
            options.sandbox(),
            new TriedHost(folder.path()).after(options.facts()),
            caller,
            options.inputs(),
            timer,
            new CachedFeatures(),
            new AtomicBoolean()));
  }

  @Override
  public BuildResult run(BuildRequest request, BuildOptionsValue options, BuildStopper stop) {
    return new BuildRun(context, request, options, stop).run();
  }

  @Override
  public void check(BuildOptionsValue options) {
    // Every option means something here.
  }

  @Override
  public void end() {
    context.ending().set(true);
  }

  @Override
  public void close() {
    // Each build has removed what was its own.
  }
}
