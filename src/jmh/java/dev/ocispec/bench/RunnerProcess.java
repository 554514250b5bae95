package dev.ocispec.bench;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code remote runner} in a process of its own, and what a worker does with it. */
final class RunnerProcess implements AutoCloseable {
  private static final int PAUSE_MILLIS = 20;

  private final Path shared;
  private final Process process;
  private final EventLoopGroup threads =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final ManagedChannel channel;
  private final AtomicInteger actions = new AtomicInteger();

  RunnerProcess(Path folder, String... options) throws IOException, InterruptedException {
    shared = Files.createDirectories(folder.resolve("shared"));
    Path socket = folder.resolve("socket");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.ocispec.cli.Main",
                "remote",
                "runner",
                "--listen",
                "unix:" + socket,
                "--build-directory",
                shared.toString(),
                "--builds",
                folder.resolve("builds").toString()));
    command.addAll(List.of(options));
    process = new ProcessBuilder(command).redirectErrorStream(true).inheritIO().start();
    while (!Files.exists(socket)) {
      if (!process.isAlive()) {
        throw new IllegalStateException("the runner ended with " + process.exitValue());
      }
      Thread.sleep(PAUSE_MILLIS);
    }
    channel =
        NettyChannelBuilder.forAddress(new DomainSocketAddress(socket.toFile()))
            .channelType(EpollDomainSocketChannel.class)
            .eventLoopGroup(threads)
            .usePlaintext()
            .build();
  }

  /** Lays out the folder of an action, and runs the action to its end. */
  void run(String... arguments) {
    String name = "action-" + actions.incrementAndGet();
    try {
      for (String part : List.of("root", "tmp", "server_logs")) {
        Files.createDirectories(shared.resolve(name).resolve(part));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    long code =
        RunnerGrpc.newBlockingStub(channel)
            .withDeadlineAfter(1, TimeUnit.MINUTES)
            .run(
                RunRequest.newBuilder()
                    .addAllArguments(List.of(arguments))
                    .putEnvironmentVariables("PATH", "/usr/bin:/bin")
                    .setStdoutPath(name + "/stdout")
                    .setStderrPath(name + "/stderr")
                    .setInputRootDirectory(name + "/root")
                    .setTemporaryDirectory(name + "/tmp")
                    .setServerLogsDirectory(name + "/server_logs")
                    .build())
            .getExitCode();
    if (code != 0) {
      throw new IllegalStateException("the action's code is " + code);
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
    threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
