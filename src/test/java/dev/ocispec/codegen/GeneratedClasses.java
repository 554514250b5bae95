package dev.ocispec.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The library with the types of another schema: generated, compiled and loaded apart. */
final class GeneratedClasses {
  private GeneratedClasses() {}

  /**
   * A loader of the library whose generated types come from {@code schema}; files go to {@code
   * folder}. Fails the test when javac has a warning.
   */
  static URLClassLoader of(Path schema, Path folder) throws IOException {
    Path sources = folder.resolve("sources");
    Path classes = Files.createDirectories(folder.resolve("classes"));
    GenerateSources.generate(schema, sources);
    for (String name : JavaTypes.PACKAGES) {
      copyPackageInfo(name, sources);
    }
    compile(sources, classes);
    copySchema(schema, classes);
    List<URL> path = new ArrayList<>(List.of(classes.toUri().toURL()));
    for (String entry : classPath().split(File.pathSeparator)) {
      path.add(Path.of(entry).toUri().toURL());
    }
    return new URLClassLoader(path.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
  }

  private static void copyPackageInfo(String name, Path sources) throws IOException {
    Path page = Path.of("src/main/java/dev/ocispec", name, "package-info.java");
    Path copy = sources.resolve("dev/ocispec").resolve(name).resolve("package-info.java");
    Files.createDirectories(copy.getParent());
    Files.copy(page, copy);
  }

  private static void copySchema(Path schema, Path classes) throws IOException {
    Path resources = Files.createDirectories(classes.resolve("dev/ocispec/schema"));
    try (Stream<Path> files = Files.list(schema)) {
      for (Path file : files.toList()) {
        Files.copy(file, resources.resolve(file.getFileName().toString()));
      }
    }
  }

  private static void compile(Path sources, Path classes) throws IOException {
    assertThat(
            Javac.warnings(
                sources,
                classes,
                List.of(
                    "-Xlint:all,-processing,-serial,-classfile",
                    "-proc:none",
                    "-classpath",
                    classPath())))
        .isEmpty();
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }
}
