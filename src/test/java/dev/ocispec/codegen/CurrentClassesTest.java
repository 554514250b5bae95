package dev.ocispec.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

@Tag("unit")
class CurrentClassesTest {
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 11, 25, 0, 0, 2);

  @TempDir Path folder;
  private Path jar;

  @BeforeEach
  void pack() throws IOException {
    jar = folder.resolve("some.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream to = new ZipOutputStream(file)) {
      add(to, "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n\n".getBytes());
      add(to, "Old.class", positive("Old", Opcodes.V1_5));
      add(to, "Archivable.class", positive("Archivable", Opcodes.V1_6));
      add(to, "text", "text".getBytes());
    }
  }

  private static void add(ZipOutputStream to, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    to.putNextEntry(entry);
    to.write(bytes);
  }

  /** A function with a branch, which the newer form of classes describes by a frame. */
  private static byte[] positive(String name, int version) {
    ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    type.visit(
        version,
        Opcodes.ACC_PUBLIC,
        name,
        null,
        "java/lang/Object",
        new String[] {"java/util/function/IntUnaryOperator"});
    MethodVisitor make = type.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    make.visitCode();
    make.visitVarInsn(Opcodes.ALOAD, 0);
    make.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    make.visitInsn(Opcodes.RETURN);
    make.visitMaxs(0, 0);
    MethodVisitor apply = type.visitMethod(Opcodes.ACC_PUBLIC, "applyAsInt", "(I)I", null, null);
    Label positive = new Label();
    apply.visitCode();
    apply.visitVarInsn(Opcodes.ILOAD, 1);
    apply.visitJumpInsn(Opcodes.IFGE, positive);
    apply.visitInsn(Opcodes.ICONST_0);
    apply.visitInsn(Opcodes.IRETURN);
    apply.visitLabel(positive);
    apply.visitVarInsn(Opcodes.ILOAD, 1);
    apply.visitInsn(Opcodes.IRETURN);
    apply.visitMaxs(0, 0);
    type.visitEnd();
    return type.toByteArray();
  }

  private byte[] bytes(String name) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.getInputStream(Objects.requireNonNull(zip.getEntry(name), name)).readAllBytes();
    }
  }

  private IntUnaryOperator loaded(String name) throws Exception {
    try (URLClassLoader types = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
      return (IntUnaryOperator) types.loadClass(name).getConstructor().newInstance();
    }
  }

  @Test
  void anOldClassIsRewrittenAndWorksAsBefore() throws Exception {
    assertThat(bytes("Old.class")[7]).isEqualTo((byte) 49);

    CurrentClasses.rewrite(jar);

    assertThat(bytes("Old.class")[7]).isEqualTo((byte) 52);
    IntUnaryOperator old = loaded("Old");
    assertThat(List.of(old.applyAsInt(-3), old.applyAsInt(3))).containsExactly(0, 3);
  }

  @Test
  void allElseKeepsItsBytesOrderAndTime() throws IOException {
    byte[] archivable = bytes("Archivable.class");

    CurrentClasses.rewrite(jar);

    assertThat(bytes("Archivable.class")).isEqualTo(archivable);
    assertThat(bytes("text")).asString().isEqualTo("text");
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactly("META-INF/MANIFEST.MF", "Old.class", "Archivable.class", "text");
      assertThat(zip.stream().map(ZipEntry::getTimeLocal)).containsOnly(TIME);
    }
    assertThat(folder).isDirectoryContaining(jar::equals).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void aSecondRunChangesNothing() throws IOException {
    CurrentClasses.rewrite(jar);
    byte[] once = Files.readAllBytes(jar);

    CurrentClasses.rewrite(jar);

    assertThat(Files.readAllBytes(jar)).isEqualTo(once);
  }

  @Test
  void theArgumentIsOneJar() {
    assertThatThrownBy(() -> CurrentClasses.main(new String[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected JAR");
  }
}
