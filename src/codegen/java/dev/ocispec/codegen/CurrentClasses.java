package dev.ocispec.codegen;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Rewrites classes of a jar so that Java starts sooner with it; the argument is the jar. Those in
 * the form of Java 5 or older, as picocli's are, get that of Java 8: Java verifies the old one by a
 * slow way and can't archive it. Strings are joined by {@link PlainConcatenation}, and {@link
 * PlainLambdas} makes classes of lambdas. All else in the jar stays as it is.
 */
public final class CurrentClasses {
  /** The first class-file version that Java can archive. */
  private static final int ARCHIVABLE = Opcodes.V1_6;

  private static final String VERSIONS = "META-INF/versions/";

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
        URLClassLoader types = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
      JarEntries entries = new JarEntries();
      for (ZipEntry entry : Collections.list(from.entries())) {
        byte[] bytes = from.getInputStream(entry).readAllBytes();
        if (entry.getName().endsWith(JarEntries.CLASS)) {
          add(entries, entry, bytes, types);
        } else {
          entries.add(entry.getName(), entry.getTimeLocal(), bytes);
        }
      }
      entries.write(rewritten);
    }
    Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void add(JarEntries entries, ZipEntry entry, byte[] bytes, ClassLoader types) {
    if (new ClassReader(bytes).readShort(6) < ARCHIVABLE) {
      entries.add(entry.getName(), entry.getTimeLocal(), framed(bytes, types));
    } else if (entry.getName().startsWith(VERSIONS)) {
      // The class has a name of its own there, and those of its lambdas would not.
      entries.add(entry.getName(), entry.getTimeLocal(), PlainConcatenation.in(bytes));
    } else {
      PlainLambdas.Rewritten plain = PlainLambdas.in(PlainConcatenation.in(bytes));
      entries.add(entry.getName(), entry.getTimeLocal(), plain.type());
      plain
          .added()
          .forEach(
              (name, lambda) ->
                  entries.addMember(plain.host(), name, entry.getTimeLocal(), lambda));
    }
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
