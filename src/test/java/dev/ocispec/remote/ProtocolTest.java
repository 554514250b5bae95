package dev.ocispec.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.ocispec.Shared;
import dev.ocispec.remote.protocol.internal.Action;
import dev.ocispec.remote.protocol.internal.ActionResult;
import dev.ocispec.remote.protocol.internal.BatchReadBlobsRequest;
import dev.ocispec.remote.protocol.internal.Digest;
import dev.ocispec.remote.protocol.internal.ExecuteRequest;
import dev.ocispec.remote.protocol.internal.Operation;
import dev.ocispec.remote.protocol.internal.ReadRequest;
import dev.ocispec.remote.protocol.internal.RequestMetadata;
import dev.ocispec.remote.protocol.internal.RetryInfo;
import dev.ocispec.remote.protocol.internal.SemVer;
import dev.ocispec.remote.protocol.internal.ServerCapabilities;
import dev.ocispec.remote.protocol.internal.Status;
import dev.ocispec.remote.protocol.internal.Tree;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The statement of the API in src/main/proto says the same as the one that Bazel 4.2.3 has. */
@Tag("unit")
class ProtocolTest {
  private static final Path BAZEL = Path.of("/usr/share/bazel/A-server.jar");

  private static final String V2 = ".build.bazel.remote.execution.v2.";

  private static final List<FileDescriptor> OURS =
      List.of(
          Action.getDescriptor().getFile(),
          ActionResult.getDescriptor().getFile(),
          BatchReadBlobsRequest.getDescriptor().getFile(),
          Digest.getDescriptor().getFile(),
          ExecuteRequest.getDescriptor().getFile(),
          Operation.getDescriptor().getFile(),
          ReadRequest.getDescriptor().getFile(),
          RequestMetadata.getDescriptor().getFile(),
          RetryInfo.getDescriptor().getFile(),
          SemVer.getDescriptor().getFile(),
          ServerCapabilities.getDescriptor().getFile(),
          Status.getDescriptor().getFile(),
          Tree.getDescriptor().getFile());

  private static final List<String> THEIRS =
      List.of(
          "build.bazel.remote.execution.v2.RemoteExecutionProto",
          "build.bazel.semver.SemverProto",
          "com.google.bytestream.ByteStreamProto",
          "com.google.longrunning.OperationsProto",
          "com.google.rpc.ErrorDetailsProto",
          "com.google.rpc.StatusProto");

  /** What came into the API after the release that Bazel 4.2.3 has. */
  private static final Set<String> LATER =
      new TreeSet<>(
          List.of(
              "BatchReadBlobsRequest#3",
              "BatchReadBlobsRequest#4",
              "BatchReadBlobsResponse.Response#4",
              "BatchUpdateBlobsRequest#5",
              "BatchUpdateBlobsRequest.Request#3",
              "CacheCapabilities#6",
              "CacheCapabilities#7",
              "CacheCapabilities#8",
              "ExecuteOperationMetadata#5",
              "ExecuteOperationMetadata#6",
              "ExecuteRequest#10",
              "ExecuteRequest#11",
              "ExecuteRequest#12",
              "ExecuteRequest#9",
              "ExecutedActionMetadata#12",
              "ExecutionCapabilities#5",
              "FindMissingBlobsRequest#3",
              "GetActionResultRequest#6",
              "OutputDirectory#4",
              "OutputDirectory#5"));

  /** What had another name then; names are not on the wire. */
  private static final Map<String, String> RENAMED =
      Map.of(
          ".build.bazel.remote.execution.v2.CacheCapabilities.digest_functions", "digest_function");

  private static Map<String, DescriptorProto> theirs = Map.of();
  private static Map<String, EnumDescriptorProto> theirEnums = Map.of();
  private static Map<String, ServiceDescriptorProto> theirServices = Map.of();

  @BeforeAll
  static void readBazels() throws Exception {
    Shared.require(Files.exists(BAZEL), "needs " + BAZEL + " (package bazel-bootstrap-data)");
    theirs = new TreeMap<>();
    theirEnums = new TreeMap<>();
    theirServices = new TreeMap<>();
    URL[] jar = {BAZEL.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(jar, ClassLoader.getPlatformClassLoader())) {
      for (String outer : THEIRS) {
        Object file = loader.loadClass(outer).getMethod("getDescriptor").invoke(null);
        Object proto = file.getClass().getMethod("toProto").invoke(file);
        byte[] bytes = (byte[]) proto.getClass().getMethod("toByteArray").invoke(proto);
        collect(FileDescriptorProto.parseFrom(bytes), theirs, theirEnums, theirServices);
      }
    }
  }

  private static void collect(
      FileDescriptorProto file,
      Map<String, DescriptorProto> messages,
      Map<String, EnumDescriptorProto> enums,
      Map<String, ServiceDescriptorProto> services) {
    String around = "." + file.getPackage();
    file.getMessageTypeList().forEach(type -> collect(around, type, messages, enums));
    file.getEnumTypeList().forEach(type -> enums.put(around + "." + type.getName(), type));
    file.getServiceList()
        .forEach(service -> services.put(around + "." + service.getName(), service));
  }

  private static void collect(
      String around,
      DescriptorProto type,
      Map<String, DescriptorProto> messages,
      Map<String, EnumDescriptorProto> enums) {
    String name = around + "." + type.getName();
    messages.put(name, type);
    type.getNestedTypeList().forEach(nested -> collect(name, nested, messages, enums));
    type.getEnumTypeList().forEach(nested -> enums.put(name + "." + nested.getName(), nested));
  }

  private static String of(String message, FieldDescriptorProto field) {
    return field.getNumber()
        + " "
        + field.getLabel()
        + " "
        + field.getType()
        + field.getTypeName()
        + " "
        + RENAMED.getOrDefault(message + "." + field.getName(), field.getName());
  }

  private static Map<String, DescriptorProto> ourMessages() {
    Map<String, DescriptorProto> messages = new TreeMap<>();
    OURS.forEach(file -> collect(file.toProto(), messages, new TreeMap<>(), new TreeMap<>()));
    return messages;
  }

  @Test
  void everyFieldHasItsNameNumberTypeAndLabel() {
    Set<String> unknown = new TreeSet<>();
    int compared = 0;
    for (Map.Entry<String, DescriptorProto> message : ourMessages().entrySet()) {
      DescriptorProto other =
          theirs.getOrDefault(message.getKey(), DescriptorProto.getDefaultInstance());
      for (FieldDescriptorProto field : message.getValue().getFieldList()) {
        List<FieldDescriptorProto> same =
            other.getFieldList().stream()
                .filter(one -> one.getNumber() == field.getNumber())
                .toList();
        if (same.isEmpty()) {
          unknown.add(message.getKey().replace(V2, "") + "#" + field.getNumber());
        } else {
          assertThat(of(message.getKey(), field))
              .as(message.getKey())
              .isEqualTo(of(message.getKey(), same.get(0)));
          compared++;
        }
      }
    }

    assertThat(compared).isGreaterThan(100);
    assertThat(unknown).isEqualTo(LATER);
  }

  @Test
  void everyValueOfAnEnumerationHasItsNumber() {
    Map<String, EnumDescriptorProto> ours = new TreeMap<>();
    OURS.forEach(file -> collect(file.toProto(), new TreeMap<>(), ours, new TreeMap<>()));

    ours.forEach(
        (name, type) -> {
          EnumDescriptorProto other =
              theirEnums.getOrDefault(name, EnumDescriptorProto.getDefaultInstance());
          other
              .getValueList()
              .forEach(
                  value ->
                      assertThat(type.getValueList())
                          .as(name)
                          .anyMatch(
                              own ->
                                  own.getNumber() == value.getNumber()
                                      && own.getName().equals(value.getName())));
        });
    assertThat(ours).hasSizeGreaterThan(3);
  }

  @Test
  void everyCallHasItsMessagesAndItsStreams() {
    Map<String, ServiceDescriptorProto> ours = new TreeMap<>();
    OURS.forEach(file -> collect(file.toProto(), new TreeMap<>(), new TreeMap<>(), ours));

    ours.forEach(
        (name, service) ->
            service
                .getMethodList()
                .forEach(
                    method ->
                        assertThat(theirServices.get(name).getMethodList())
                            .as(name + "/" + method.getName())
                            .anyMatch(
                                other ->
                                    other.getName().equals(method.getName())
                                        && other.getInputType().equals(method.getInputType())
                                        && other.getOutputType().equals(method.getOutputType())
                                        && other.getClientStreaming() == method.getClientStreaming()
                                        && other.getServerStreaming()
                                            == method.getServerStreaming())));
    assertThat(ours).hasSizeGreaterThan(4);
  }
}
