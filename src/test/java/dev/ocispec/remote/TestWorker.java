package dev.ocispec.remote;

import dev.ocispec.TestUser;
import dev.ocispec.remote.protocol.internal.RunRequest;
import dev.ocispec.remote.protocol.internal.RunnerGrpc;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What a Buildbarn worker does with its runner: lays out a folder for each action, and calls. */
final class TestWorker implements AutoCloseable {
  private final Path buildDirectory;
  private final TestUser owner;
  private final EventLoopGroup threads =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final ManagedChannel channel;
  private final AtomicInteger actions = new AtomicInteger();

  TestWorker(Path socket, Path buildDirectory) {
    this(socket, buildDirectory, TestUser.ROOT);
  }

  /** One whose folders belong to a user, as if the worker were that user's. */
  TestWorker(Path socket, Path buildDirectory, TestUser owner) {
    this.buildDirectory = buildDirectory;
    this.owner = owner;
    this.channel =
        NettyChannelBuilder.forAddress(new DomainSocketAddress(socket.toFile()))
            .channelType(EpollDomainSocketChannel.class)
            .eventLoopGroup(threads)
            .usePlaintext()
            .build();
  }

  /** The folders of an action, as the worker makes them. */
  record Layout(Path folder, String name) {
    Path root() {
      return folder.resolve("root");
    }

    String stdout() throws IOException {
      return Files.readString(folder.resolve("stdout"));
    }

    String stderr() throws IOException {
      return Files.readString(folder.resolve("stderr"));
    }

    /** A request as the worker sends it. */
    RunRequest.Builder request(String... arguments) {
      return RunRequest.newBuilder()
          .addAllArguments(List.of(arguments))
          .putEnvironmentVariables("PATH", "/usr/bin:/bin")
          .setStdoutPath(name + "/stdout")
          .setStderrPath(name + "/stderr")
          .setInputRootDirectory(name + "/root")
          .setTemporaryDirectory(name + "/tmp")
          .setServerLogsDirectory(name + "/server_logs");
    }
  }

  Layout layout() {
    String name = "action-" + actions.incrementAndGet();
    Path folder = buildDirectory.resolve(name);
    try {
      for (String part : List.of("", "root", "tmp", "server_logs")) {
        Path made = Files.createDirectories(folder.resolve(part));
        Files.setAttribute(made, "unix:uid", (int) owner.uid());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Layout(folder, name);
  }

  RunnerGrpc.RunnerBlockingStub calls() {
    return RunnerGrpc.newBlockingStub(channel).withDeadlineAfter(60, TimeUnit.SECONDS);
  }

  RunnerGrpc.RunnerFutureStub futures() {
    return RunnerGrpc.newFutureStub(channel);
  }

  @Override
  public void close() {
    channel.shutdownNow();
    threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
