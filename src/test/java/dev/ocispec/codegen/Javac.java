package dev.ocispec.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The compiler, run on the sources below a folder. */
final class Javac {
  private Javac() {}

  /** Compiles all {@code sources} into {@code classes}; gives what javac says, warnings too. */
  static List<String> warnings(Path sources, Path classes, List<String> options)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of("--release", "17", "-Xmaxwarns", "1000", "-d", classes.toString()));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(found, Locale.ROOT, null);
        Stream<Path> walk = Files.walk(sources)) {
      List<Path> units = walk.filter(file -> file.toString().endsWith(".java")).toList();
      compiler
          .getTask(null, files, found, all, null, files.getJavaFileObjectsFromPaths(units))
          .call();
    }
    return found.getDiagnostics().stream().map(Object::toString).toList();
  }
}
