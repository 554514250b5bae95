package dev.ocispec.service;

import dev.ocispec.host.HostFacts;
import dev.ocispec.host.NetworkTools;
import dev.ocispec.host.internal.UninterruptedWait;
import dev.ocispec.runtime.RuntimeFailureException;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.LinuxNamespaceType;
import dev.ocispec.spec.Spec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A private network for one container that runs in the foreground: attached once the runtime has
 * made the container's namespaces, before its command starts, and gone when it has ended. If it
 * can't be attached, the command does not start.
 */
final class PrivateNetwork {
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final Duration END = Duration.ofSeconds(30);

  private final Path folder;
  private final NetworkTools tools;
  private final NetworkGate gate;
  private final boolean userNamespace;
  private final boolean callerIsRoot;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile Optional<Forwarder> forwarder = Optional.empty();
  private volatile Optional<RuntimeException> failure = Optional.empty();

  private PrivateNetwork(Path folder, HostFacts caller, boolean userNamespace) {
    this.folder = folder;
    this.tools = caller.networkTools();
    this.callerIsRoot = caller.uid() == 0;
    this.userNamespace = userNamespace;
    this.gate = NetworkGate.make(folder, caller.networkTools());
  }

  /**
   * Runs a container with such a network.
   *
   * @param folder a new folder for what that needs
   * @param caller who runs this, and what there is to attach a network
   * @param spec the container's specification
   * @param run runs it, its specification amended by what is handed over
   */
  static <T> T during(
      Path folder, HostFacts caller, Spec spec, Function<UnaryOperator<Spec>, T> run) {
    boolean userNamespace =
        spec.linux().map(Linux::namespaces).orElse(List.of()).stream()
            .anyMatch(namespace -> namespace.type().equals(LinuxNamespaceType.USER));
    PrivateNetwork network = new PrivateNetwork(folder, caller, userNamespace);
    return network.during(() -> run.apply(network.gate::with));
  }

  private <T> T during(Supplier<T> run) {
    Thread attaching = new Thread(this::attend, Thread.currentThread().getName() + "-network");
    attaching.setDaemon(true);
    attaching.start();
    try {
      return run.get();
    } catch (RuntimeFailureException e) {
      end(attaching);
      if (failure.isPresent()) {
        failure.get().addSuppressed(e);
        throw failure.get();
      }
      throw e;
    } finally {
      end(attaching);
    }
  }

  private void end(Thread attaching) {
    over.countDown();
    long deadline = System.nanoTime() + END.toNanos();
    do {
      gate.abandon();
      forwarder.ifPresent(Forwarder::close);
      UninterruptedWait.atMost(
          PAUSE,
          nanos -> {
            TimeUnit.NANOSECONDS.timedJoin(attaching, nanos);
            return true;
          });
    } while (attaching.isAlive() && System.nanoTime() < deadline);
  }

  /** Attaches the network, and takes care of it until the container has ended. */
  private void attend() {
    try {
      Optional<Long> pid = gate.waiting();
      while (pid.isEmpty() && !isOver(PAUSE)) {
        pid = gate.waiting();
      }
      if (pid.isPresent()) {
        attend(pid.get());
      }
    } catch (RuntimeException | IOException e) {
      refuse(e);
    }
  }

  private void attend(long pid) throws IOException {
    EgressPolicy.apply(enter(pid), tools, folder);
    Forwarder started = Forwarder.start(pid, userNamespace, tools);
    forwarder = Optional.of(started);
    try {
      started.awaitReady();
      gate.open();
      boolean ended = false;
      while (!ended) {
        ended = isOver(Duration.ofHours(1));
      }
    } finally {
      started.close();
    }
  }

  private boolean isOver(Duration within) {
    return UninterruptedWait.atMost(within, nanos -> over.await(nanos, TimeUnit.NANOSECONDS));
  }

  private void refuse(Exception cause) {
    failure =
        Optional.of(
            cause instanceof RuntimeException known
                ? known
                : new UncheckedIOException(
                    "cannot attach the private network", (IOException) cause));
    try {
      gate.refuse();
    } catch (IOException e) {
      cause.addSuppressed(e); // Nobody waits any more.
    }
  }

  /** Enters as the user who may administrate the network there. */
  private List<String> enter(long pid) {
    List<String> command =
        new ArrayList<>(
            List.of(tools.program("nsenter").toString(), "--target", Long.toString(pid), "--net"));
    if (userNamespace) {
      command.add("--user");
    }
    if (userNamespace && !callerIsRoot) {
      // Who started the runtime is root in there already, and may not change its groups.
      command.add("--preserve-credentials");
    }
    command.add("--");
    return command;
  }
}
