package dev.ocispec.wall;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.google.protobuf.Message;
import dev.ocispec.JavaProgram;
import io.grpc.Channel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.AbstractStub;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.immutables.value.Value;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;

/** The documentation of all that is exported, made from the sources jar as a user can make it. */
@Tag("runtime")
class JavadocIT {
  @TempDir Path folder;

  @Test
  void everyExportedTypeAndMemberIsDocumentedInFull() throws IOException {
    List<Path> modules = new ArrayList<>(LibraryJar.dependencies());
    // The sources name them, the classes don't.
    modules.add(LibraryJar.location(Value.class));
    // The module requires them, where they are there.
    modules.add(LibraryJar.location(Load.class));
    Stream.of(
            Channel.class,
            NettyChannelBuilder.class,
            ProtoUtils.class,
            AbstractStub.class,
            Message.class,
            Zstd.class,
            ListenableFuture.class,
            CanIgnoreReturnValue.class)
        .map(LibraryJar::location)
        .forEach(modules::add);
    JavaProgram.Result result =
        Jdk.result(
            List.of(
                "javadoc",
                "-quiet",
                "-Xdoclint:all",
                "-Xwerror",
                "-d",
                folder.resolve("pages").toString(),
                "--module-path",
                LibraryJar.joined(modules),
                "--module",
                "dev.ocispec",
                "--module-source-path",
                "dev.ocispec=" + sources()),
            folder);

    assertThat(result.out() + result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(folder.resolve("pages/dev.ocispec/dev/ocispec/spec/Spec.html")).exists();
    assertThat(folder.resolve("pages/dev.ocispec/dev/ocispec/spec/internal")).doesNotExist();
  }

  private Path sources() throws IOException {
    Path out = Files.createDirectories(folder.resolve("sources"));
    try (JarFile jar = new JarFile(LibraryJar.packaged("sources").toFile())) {
      for (JarEntry entry : jar.stream().filter(e -> e.getName().endsWith(".java")).toList()) {
        Path file = out.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        try (InputStream in = jar.getInputStream(entry)) {
          Files.copy(in, file);
        }
      }
    }
    return out;
  }
}
