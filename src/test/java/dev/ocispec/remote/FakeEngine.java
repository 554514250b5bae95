package dev.ocispec.remote;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import dev.ocispec.remote.protocol.internal.Action;
import dev.ocispec.remote.protocol.internal.ActionResult;
import dev.ocispec.remote.protocol.internal.CacheCapabilities;
import dev.ocispec.remote.protocol.internal.CapabilitiesGrpc;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.remote.protocol.internal.DigestFunction;
import dev.ocispec.remote.protocol.internal.ExecuteResponse;
import dev.ocispec.remote.protocol.internal.ExecutionCapabilities;
import dev.ocispec.remote.protocol.internal.GetCapabilitiesRequest;
import dev.ocispec.remote.protocol.internal.Operation;
import dev.ocispec.remote.protocol.internal.ServerCapabilities;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * An engine that runs nothing: it keeps what it is sent, answers executions as a test says, and
 * fails calls when it is told to.
 */
final class FakeEngine {
  final Map<Digest, ByteString> blobs = new ConcurrentHashMap<>();
  final Map<Digest, ActionResult> results = new ConcurrentHashMap<>();
  final FakeExecution execution = new FakeExecution(this);
  final FakeStore store = new FakeStore(this);
  final FakeByteStream streams = new FakeByteStream(this);

  /** The full names of the calls that were made, in order. */
  final Queue<String> calls = new ConcurrentLinkedQueue<>();

  /** The headers that came with the last call. */
  volatile Metadata headers = new Metadata();

  volatile ServerCapabilities capabilities =
      ServerCapabilities.newBuilder()
          .setCacheCapabilities(
              CacheCapabilities.newBuilder()
                  .addDigestFunctions(DigestFunction.Value.SHA256)
                  .setMaxBatchTotalSizeBytes(64 * 1024))
          .setExecutionCapabilities(
              ExecutionCapabilities.newBuilder()
                  .setDigestFunction(DigestFunction.Value.SHA256)
                  .setExecEnabled(true))
          .build();

  private final Server server;

  FakeEngine() throws IOException {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0));
    for (BindableService service :
        List.of(new Limits(), store, streams, execution, execution.cache)) {
      builder.addService(ServerInterceptors.intercept(service, new Recorder()));
    }
    server = builder.build().start();
  }

  int port() {
    return server.getPort();
  }

  URI address() {
    return URI.create("reapi+grpc://127.0.0.1:" + port() + "/main");
  }

  /** Puts bytes into the store. */
  Digest put(ByteString bytes) {
    Digest digest = Sha256.of(bytes);
    blobs.put(digest, bytes);
    return digest;
  }

  /** The action of a digest, from the store. */
  Action action(Digest digest) {
    try {
      return Action.parseFrom(blobs.get(digest));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  long calls(String name) {
    return calls.stream().filter(call -> call.endsWith("/" + name)).count();
  }

  /** An operation that is done. */
  static Operation done(String name, ExecuteResponse response) {
    return Operation.newBuilder()
        .setName(name)
        .setDone(true)
        .setResponse(Any.pack(response))
        .build();
  }

  /** Ends it, with all its calls. */
  void stop() throws InterruptedException {
    server.shutdownNow();
    server.awaitTermination(10, TimeUnit.SECONDS);
  }

  /** What the engine takes. */
  private final class Limits extends CapabilitiesGrpc.CapabilitiesImplBase {
    @Override
    public void getCapabilities(
        GetCapabilitiesRequest request, StreamObserver<ServerCapabilities> answer) {
      answer.onNext(capabilities);
      answer.onCompleted();
    }
  }

  /** Writes down every call. */
  private final class Recorder implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata received, ServerCallHandler<Q, R> next) {
      calls.add(call.getMethodDescriptor().getFullMethodName());
      headers = received;
      return next.startCall(call, received);
    }
  }
}
