package dev.ocispec.service;

import dev.ocispec.host.internal.UninterruptedWait;
import dev.ocispec.report.internal.QuietLogging;
import dev.ocispec.request.BuildRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * Runs builds, a limited number at a time, each in its own container.
 *
 * <pre>{@code
 * try (BuildService builds = BuildService.open(URI.create("oci:///var/tmp/builds"))) {
 *   BuildResult result = builds.submit(request).join();
 * }
 * }</pre>
 *
 * <p>A build leaves nothing behind except what was asked for. Closing the service, and the end of
 * the Java process, cancel what still runs; what a killed Java process left is removed when a
 * service is opened on the same folder. Several services, also of several processes, can use one
 * folder at the same time. All methods can be called from several threads.
 */
public final class BuildService implements AutoCloseable {
  /** How long the end of the Java process waits for the clean-up. */
  private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(60);

  private static final Logger LOG = QuietLogging.logger(BuildService.class);

  private final BuildRunner runner;
  private final BuildServiceOptionsValue options;
  private final ScheduledThreadPoolExecutor timer;
  private final ExecutorService workers;
  private final Set<Build> active = ConcurrentHashMap.newKeySet();
  private final Thread shutdownHook = new Thread(this::end, "ocispec-builds-shutdown");

  private BuildService(
      BuildRunner runner, BuildServiceOptionsValue options, ScheduledThreadPoolExecutor timer) {
    this.runner = runner;
    this.options = options;
    this.timer = timer;
    this.workers = Executors.newFixedThreadPool(options.concurrency(), daemon("ocispec-build"));
  }

  /**
   * {@link #open(URI, Consumer)} with all defaults.
   *
   * @param address {@code oci:///folder}, or {@code reapi+grpc://host:port/instance}
   * @return the service
   */
  public static BuildService open(URI address) {
    return open(address, options -> {});
  }

  /**
   * Opens a service, either on a folder of this machine, which is created if it does not exist, and
   * from which is removed what the builds of dead processes left; or on an engine of the Remote
   * Execution API, which is first talked to when there is something to build.
   *
   * @param address {@code oci:///folder}, the absolute path of a folder in which only its owner,
   *     the caller, can write; or {@code reapi+grpc://host:port/instance} (with TLS {@code
   *     reapi+grpcs}), whose instance may be left out, and which needs the optional dependencies on
   *     gRPC and protobuf
   * @param options changes to the defaults
   * @return the service
   * @throws ServiceAddressException when the address does not name such a folder or engine
   * @throws dev.ocispec.runtime.RuntimeMissingException when no runtime is given and none is in
   *     {@code PATH}
   * @throws dev.ocispec.bundle.BundleAccessException when the folder can't be made or read
   */
  public static BuildService open(URI address, Consumer<BuildServiceOptions> options) {
    ImmutableBuildServiceOptions.Builder given = ImmutableBuildServiceOptions.builder();
    options.accept(given);
    BuildServiceOptionsValue chosen = given.build();
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(1, daemon("ocispec-build-timer"));
    timer.setRemoveOnCancelPolicy(true);
    Optional<BuildRunner> engine =
        ServiceFolder.isAddressed(address)
            ? Optional.empty()
            : EngineRunner.open(address, chosen, timer);
    BuildRunner runner = engine.orElseGet(() -> LocalRunner.open(address, chosen, timer));
    BuildService service = new BuildService(runner, chosen, timer);
    Runtime.getRuntime().addShutdownHook(service.shutdownHook);
    return service;
  }

  /**
   * {@link #submit(BuildRequest, Consumer)} with all defaults.
   *
   * @param request the request
   * @return the result to come
   */
  public CompletableFuture<BuildResult> submit(BuildRequest request) {
    return submit(request, build -> {});
  }

  /**
   * Like {@link #start}, for callers that need only the result; cancelling it cancels the build.
   *
   * @param request the request
   * @param build what differs from the defaults
   * @return the result to come
   */
  public CompletableFuture<BuildResult> submit(BuildRequest request, Consumer<BuildOptions> build) {
    return start(request, build).result();
  }

  /**
   * {@link #start(BuildRequest, Consumer)} with all defaults.
   *
   * @param request the request
   * @return the build
   */
  public Build start(BuildRequest request) {
    return start(request, build -> {});
  }

  /**
   * Starts a build as soon as fewer than the permitted number run.
   *
   * @param request what to build
   * @param build changes to the service's options for this build
   * @return the build; whatever happens to it is in its result
   * @throws IllegalStateException when the service is closed
   * @throws IllegalArgumentException when the options ask for what the service can't give
   */
  public Build start(BuildRequest request, Consumer<BuildOptions> build) {
    ImmutableBuildOptions.Builder given = BuildOptionsValue.with(options);
    build.accept(given);
    BuildOptionsValue chosen = given.build();
    runner.check(chosen);
    Build started = new Build();
    active.add(started);
    try {
      workers.execute(() -> work(started, request, chosen));
    } catch (RejectedExecutionException e) {
      active.remove(started);
      throw new IllegalStateException("the build service is closed", e);
    }
    return started;
  }

  /**
   * Cancels the builds that are not over, waits until they are cleaned up, and ends the service.
   * Does nothing the second time.
   */
  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException e) {
      // The Java process is ending, and the hook has done or is doing the same.
      return;
    }
  }

  /** The Java process is ending. */
  private void end() {
    runner.end();
    try {
      stop();
    } catch (RuntimeException | Error e) {
      // One line: a stack trace is of no use to who ended the Java process.
      LOG.warn("not all builds could be stopped when the Java process ended: {}", e.toString());
    }
  }

  private void stop() {
    workers.shutdown();
    active.forEach(Build::cancel);
    UninterruptedWait.atMost(
        SHUTDOWN_LIMIT, nanos -> workers.awaitTermination(nanos, TimeUnit.NANOSECONDS));
    timer.shutdownNow();
    runner.close();
  }

  private void work(Build build, BuildRequest request, BuildOptionsValue chosen) {
    try {
      build.result().complete(runner.run(request, chosen, build.stop()));
    } catch (Throwable e) {
      // Whatever it is, who waits for the result must hear of it.
      build.result().completeExceptionally(e);
    } finally {
      active.remove(build);
    }
  }

  private static ThreadFactory daemon(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
