package dev.ocispec.remote;

import dev.ocispec.remote.protocol.internal.RequestMetadata;
import dev.ocispec.remote.protocol.internal.ToolDetails;
import dev.ocispec.service.EngineException;
import dev.ocispec.service.EngineSettings;
import dev.ocispec.service.ReasonCode;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.protobuf.ProtoUtils;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/** The connection to an engine. Every call says whose it is and what for. */
final class EngineChannel implements AutoCloseable {
  /** The action that a call belongs to. */
  private static final CallOptions.Key<String> ACTION =
      CallOptions.Key.createWithDefault("ocispec-action", "");

  /** Room for what engines put into answers unasked. */
  private static final int LARGEST_ANSWER = 64 << 20;

  /** Engines take more frequent signs of life for an attack. */
  private static final long ALIVE_MINUTES = 6;

  private static final long ALIVE_ANSWER_SECONDS = 20;
  private static final long END_SECONDS = 5;

  private static final Metadata.Key<RequestMetadata> REQUEST =
      Metadata.Key.of(
          "build.bazel.remote.execution.v2.requestmetadata-bin",
          ProtoUtils.metadataMarshaller(RequestMetadata.getDefaultInstance()));

  private final ManagedChannel connection;
  private final Channel channel;

  private EngineChannel(ManagedChannel connection, Channel channel) {
    this.connection = connection;
    this.channel = channel;
  }

  /**
   * Opens a connection, which is made when it is first used.
   *
   * @throws EngineException when a certificate or key can't be used
   */
  static EngineChannel open(EngineAddress address, EngineSettings settings) {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(address.host(), address.port())
            .maxInboundMessageSize(LARGEST_ANSWER)
            .keepAliveTime(ALIVE_MINUTES, TimeUnit.MINUTES)
            .keepAliveTimeout(ALIVE_ANSWER_SECONDS, TimeUnit.SECONDS);
    if (address.tls()) {
      builder.sslContext(context(settings));
    } else {
      builder.usePlaintext();
    }
    ManagedChannel connection = builder.build();
    return new EngineChannel(
        connection, ClientInterceptors.intercept(connection, new Headers(settings.headers())));
  }

  private static SslContext context(EngineSettings settings) {
    try {
      SslContextBuilder context = GrpcSslContexts.forClient();
      settings.authorities().ifPresent(file -> context.trustManager(file.toFile()));
      if (settings.clientCertificate().isPresent()) {
        context.keyManager(
            settings.clientCertificate().get().toFile(),
            settings.clientKey().orElseThrow().toFile());
      }
      return context.build();
    } catch (SSLException | IllegalArgumentException e) {
      throw new EngineException(
          ReasonCode.ENGINE_REFUSED,
          "the certificates or the key of the options (EngineOptions.authorities,"
              + " clientCertificate, clientKey) can't be used: expected PEM files, the key as"
              + " unencrypted PKCS #8; found: "
              + e.getMessage(),
          e);
    }
  }

  /** For calls that belong to no action. */
  Channel channel() {
    return channel;
  }

  /** For calls that belong to an action. */
  Channel of(String action) {
    return new Channel() {
      @Override
      public <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions options) {
        return channel.newCall(method, options.withOption(ACTION, action));
      }

      @Override
      public String authority() {
        return channel.authority();
      }
    };
  }

  @Override
  public void close() {
    connection.shutdown();
    boolean interrupted = Thread.interrupted();
    try {
      if (!connection.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        connection.shutdownNow();
      }
    } catch (InterruptedException e) {
      interrupted = true;
      connection.shutdownNow();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Adds to every call what it is for, and the credentials. */
  private static final class Headers implements ClientInterceptor {
    private final Map<String, Supplier<String>> own;
    private final String invocation = UUID.randomUUID().toString();
    private final String version;

    Headers(Map<String, Supplier<String>> own) {
      this.own = own;
      String packaged = EngineChannel.class.getPackage().getImplementationVersion();
      this.version = packaged == null ? "" : packaged;
    }

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(
        MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
      return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
        @Override
        public void start(Listener<R> listener, Metadata headers) {
          headers.put(REQUEST, metadata(options.getOption(ACTION)));
          own.forEach(
              (name, value) ->
                  headers.put(
                      Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value.get()));
          super.start(listener, headers);
        }
      };
    }

    private RequestMetadata metadata(String action) {
      return RequestMetadata.newBuilder()
          .setToolDetails(ToolDetails.newBuilder().setToolName("ocispec").setToolVersion(version))
          .setActionId(action)
          .setToolInvocationId(invocation)
          .setActionMnemonic("OcispecBuild")
          .build();
    }
  }
}
