package dev.ocispec.remote;

import dev.ocispec.host.internal.FileKind;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs the actions of a Buildbarn worker, each in its own container: the service {@code
 * buildbarn.runner.Runner} on a unix socket. One process serves all actions, so that none waits for
 * a Java virtual machine to start.
 *
 * <pre>{@code
 * try (BuildbarnRunner runner =
 *     BuildbarnRunner.listen(Path.of("/worker/runner"), Path.of("/worker/build"), o -> {})) {
 *   runner.awaitEnd();
 * }
 * }</pre>
 *
 * <p>Whoever can connect to the socket can run commands in the build directory: keep it in a folder
 * that only the worker can enter.
 */
public final class BuildbarnRunner implements AutoCloseable {
  private static final Duration END_LIMIT = Duration.ofSeconds(60);
  private static final int LARGEST_REQUEST = 16 << 20;

  private final Server server;
  private final ExecutorService actions;
  private final EventLoopGroup accepting;
  private final EventLoopGroup connected;
  private final Path socket;

  private BuildbarnRunner(Path socket, RunnerService service) throws IOException {
    this.socket = socket;
    this.actions = Executors.newCachedThreadPool(BuildbarnRunner::thread);
    this.accepting = eventLoop();
    this.connected = eventLoop();
    this.server =
        NettyServerBuilder.forAddress(new DomainSocketAddress(socket.toFile()))
            .channelType(EpollServerDomainSocketChannel.class)
            .bossEventLoopGroup(accepting)
            .workerEventLoopGroup(connected)
            .executor(actions)
            .maxInboundMessageSize(LARGEST_REQUEST)
            .addService(service)
            .build();
    try {
      server.start();
    } catch (IOException | RuntimeException e) {
      endThreads();
      throw e;
    }
  }

  /**
   * Begins to serve. A socket that a killed process left is replaced.
   *
   * @param socket where the socket is made
   * @param buildDirectory the folder that the worker and this process share; paths in requests are
   *     relative to it
   * @param options changes to the defaults
   * @return the runner, which serves until it is closed
   * @throws RunnerException when somebody serves there already, the socket can't be made, or the
   *     build directory is no folder
   * @throws dev.ocispec.runtime.RuntimeMissingException when no runtime is given and none is in
   *     {@code PATH}
   * @throws RemoteLibraryMissingException when gRPC or protobuf is not there
   */
  public static BuildbarnRunner listen(
      Path socket, Path buildDirectory, Consumer<RunnerOptions> options) {
    ImmutableRunnerOptions.Builder given = ImmutableRunnerOptions.builder();
    options.accept(given);
    RunnerOptionsValue chosen = given.build();
    Path place = socket.toAbsolutePath();
    try {
      if (!Epoll.isAvailable()) {
        throw new RunnerException(
            place,
            "unix sockets need Linux on x86_64 or aarch64, and a folder for native code",
            Epoll.unavailabilityCause());
      }
      clear(place);
      return new BuildbarnRunner(
          place, new RunnerService(new ActionRunner(folder(buildDirectory), chosen)));
    } catch (IOException e) {
      throw new RunnerException(place, "the socket can't be made: " + e.getMessage(), e);
    } catch (NoClassDefFoundError e) {
      throw new RemoteLibraryMissingException(e);
    }
  }

  private static Path folder(Path buildDirectory) {
    try {
      Path real = buildDirectory.toRealPath();
      if (Files.isDirectory(real)) {
        return real;
      }
    } catch (IOException e) {
      throw new RunnerException(buildDirectory, "expected a folder for builds, found none", e);
    }
    throw new RunnerException(buildDirectory, "expected a folder for builds, found a file", null);
  }

  /** Removes a socket on which nobody listens; nothing else is ever removed. */
  private static void clear(Path socket) throws IOException {
    if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (FileKind.of(socket) != FileKind.SOCKET) {
      throw new RunnerException(
          socket, "expected a free place for a socket, found " + FileKind.of(socket), null);
    }
    try {
      SocketChannel.open(UnixDomainSocketAddress.of(socket)).close();
    } catch (ConnectException e) {
      Files.delete(socket);
      return;
    }
    throw new RunnerException(
        socket, "somebody serves there already; stop it, or choose another socket", null);
  }

  /**
   * Waits until the runner is closed.
   *
   * @throws InterruptedException when the thread is interrupted
   */
  public void awaitEnd() throws InterruptedException {
    server.awaitTermination();
  }

  /** Kills the actions that run, cleans up after them, and removes the socket. */
  @Override
  public void close() {
    server.shutdownNow();
    boolean interrupted = Thread.interrupted();
    actions.shutdown();
    try {
      actions.awaitTermination(END_LIMIT.toNanos(), TimeUnit.NANOSECONDS);
      server.awaitTermination(END_LIMIT.toNanos(), TimeUnit.NANOSECONDS);
      Files.deleteIfExists(socket);
    } catch (InterruptedException e) {
      interrupted = true;
    } catch (IOException e) {
      throw new RunnerException(socket, "the socket can't be removed: " + e.getMessage(), e);
    } finally {
      endThreads();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void endThreads() {
    actions.shutdown();
    accepting.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    connected.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }

  private static EventLoopGroup eventLoop() {
    return new MultiThreadIoEventLoopGroup(1, BuildbarnRunner::thread, EpollIoHandler.newFactory());
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "ocispec-runner");
    thread.setDaemon(true);
    return thread;
  }
}
