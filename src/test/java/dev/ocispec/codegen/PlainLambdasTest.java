package dev.ocispec.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

@Tag("unit")
class PlainLambdasTest {
  private static final String FORMS = LambdaForms.class.getName().replace('.', '/');

  @TempDir Path folder;
  private Path jar;

  @BeforeEach
  void pack() throws Exception {
    jar = folder.resolve("some.jar");
    Path classes =
        Path.of(
            URI.create(
                LambdaForms.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream to = new ZipOutputStream(file);
        Stream<Path> all = Files.list(classes.resolve(FORMS).getParent())) {
      for (Path type : all.sorted().toList()) {
        if (type.getFileName().toString().startsWith("LambdaForms")) {
          to.putNextEntry(new ZipEntry(classes.relativize(type).toString()));
          to.write(Files.readAllBytes(type));
        }
      }
    }
  }

  private Map<String, byte[]> entries() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        try (InputStream in = zip.getInputStream(entry)) {
          entries.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    return entries;
  }

  /** What the class in the jar does, which is not the one of the tests. */
  private List<?> called() throws Exception {
    try (URLClassLoader types =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      var constructor = types.loadClass(LambdaForms.class.getName()).getDeclaredConstructor();
      constructor.setAccessible(true);
      return (List<?>) ((Callable<?>) constructor.newInstance()).call();
    }
  }

  /** How many places ask Java to make a class for a lambda, by the method that they ask. */
  private static Map<String, Integer> asking(byte[] type) {
    Map<String, Integer> asking = new LinkedHashMap<>();
    ClassVisitor counting =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitInvokeDynamicInsn(
                  String called, String made, Handle factory, Object... constants) {
                asking.merge(factory.getName(), 1, Integer::sum);
              }
            };
          }
        };
    new ClassReader(type).accept(counting, 0);
    return asking;
  }

  @Test
  void allFormsDoWhatTheyDidBefore() throws Exception {
    List<?> before = called();

    CurrentClasses.rewrite(jar);

    assertThat(called())
        .isEqualTo(before)
        .isEqualTo(new LambdaForms().call())
        .asString()
        .startsWith("[text12c456.07.0true3, 29.0text, 41, 42, 43, 44, 5, true, added, doubled 2,")
        .endsWith("abab, later, {}, 2, true, hello you, kept, true, not a string, as it was]");
  }

  @Test
  void onlyWhatNeedsMoreThanAClassStillAsksForOne() throws IOException {
    byte[] before = entries().get(FORMS + ".class");
    assertThat(asking(before)).containsEntry("metafactory", 20);

    CurrentClasses.rewrite(jar);

    Map<String, byte[]> entries = entries();
    assertThat(asking(entries.get(FORMS + ".class")))
        .as("the serializable one, where it is made and where it is read")
        .containsOnly(Map.entry("altMetafactory", 2));
    assertThat(asking(entries.get(FORMS + "$Named.class"))).isEmpty();
    assertThat(entries.keySet())
        .contains(FORMS + "$$Lambda0.class", FORMS + "$Named$$Lambda0.class")
        .contains(FORMS + "$Hidden$$Lambda0.class");
    assertThat(new String(entries.get(FORMS + ".class"), StandardCharsets.ISO_8859_1))
        .as("members of the nest, those of nested classes as well")
        .contains(FORMS + "$$Lambda0", FORMS + "$Named$$Lambda0", FORMS + "$Hidden$$Lambda0");
  }

  @Test
  void aSecondRunChangesNothing() throws IOException {
    CurrentClasses.rewrite(jar);
    byte[] once = Files.readAllBytes(jar);

    CurrentClasses.rewrite(jar);

    assertThat(Files.readAllBytes(jar)).isEqualTo(once);
  }

  @Test
  void aClassWithoutLambdasKeepsItsBytes() throws IOException {
    String kept = FORMS + "$Kept.class";
    byte[] before = entries().get(kept);

    CurrentClasses.rewrite(jar);

    assertThat(entries().get(kept)).isEqualTo(before);
  }
}
