package dev.ocispec.codegen;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Rewrites classes of a jar so that Java starts sooner with it; the argument is the jar. Those in
 * the form of Java 5 or older, as picocli's are, get that of Java 8: Java verifies the old one by a
 * slow way and can't archive it. Strings are joined by {@link PlainConcatenation}. All else in the
 * jar stays as it is.
 */
public final class CurrentClasses {
  /** The first class-file version that Java can archive. */
  private static final int ARCHIVABLE = Opcodes.V1_6;

  private CurrentClasses() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("expected JAR");
    }
    rewrite(Path.of(arguments[0]));
  }

  static void rewrite(Path jar) throws IOException {
    Path rewritten = Path.of(jar + ".new");
    try (ZipFile from = new ZipFile(jar.toFile());
        URLClassLoader types = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        OutputStream file = Files.newOutputStream(rewritten);
        ZipOutputStream to = new ZipOutputStream(file)) {
      for (ZipEntry entry : Collections.list(from.entries())) {
        byte[] bytes = from.getInputStream(entry).readAllBytes();
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        to.putNextEntry(copy);
        to.write(entry.getName().endsWith(".class") ? current(bytes, types) : bytes);
        to.closeEntry();
      }
    }
    Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] current(byte[] bytes, ClassLoader types) {
    return new ClassReader(bytes).readShort(6) < ARCHIVABLE
        ? framed(bytes, types)
        : PlainConcatenation.in(bytes);
  }

  private static byte[] framed(byte[] bytes, ClassLoader types) {
    // Not given the reader: it would copy methods as they are, without the frames they lack.
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected ClassLoader getClassLoader() {
            return types;
          }
        };
    ClassVisitor raised =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visit(
              int version,
              int access,
              String name,
              String signature,
              String superName,
              String[] interfaces) {
            super.visit(Opcodes.V1_8, access, name, signature, superName, interfaces);
          }
        };
    new ClassReader(bytes).accept(raised, 0);
    return writer.toByteArray();
  }
}
