package dev.ocispec.snippets;

import com.sun.source.util.JavacTask;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.ocispec.LibraryClasses;
import dev.ocispec.wall.LibraryJar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Java code in pages: found, completed to a class where it is none, and compiled.
 *
 * <p>A snippet may do without imports of this library and of the commonest packages of the JDK. One
 * of statements may use the variables of those before it.
 */
final class Snippets {
  private static final Pattern BLOCK =
      Pattern.compile("^( *)```java[^\\n]*\\n(.*?)^\\1```", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern IMPORT =
      Pattern.compile("^\\s*import\\s+[^;]+;\\s*$", Pattern.MULTILINE);
  private static final Pattern TYPE =
      Pattern.compile(
          "^(public |final |abstract )*(class|record|interface|enum) ", Pattern.MULTILINE);
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile("public [a-z ]*(?:class|record|interface|enum) (\\w+)");
  private static final List<String> JDK =
      List.of("java.net", "java.nio.file", "java.time", "java.util", "java.util.stream");

  /** A module that requires the library and nothing else. */
  private static final String MODULE = "module snippets { requires dev.ocispec; }";

  /** The module of tests, which requires the fixtures, jqwik and JUnit besides. */
  private static final String TEST_MODULE =
      "module snippets { requires dev.ocispec; requires dev.ocispec.testkit;"
          + " requires net.jqwik.api; requires org.junit.jupiter.params; }";

  private final List<String> options;
  private final String module;

  private Snippets(List<String> options, String module) {
    this.options = options;
    this.module = module;
  }

  /** Compiles against the class path of the tests. */
  static Snippets onClassPath() {
    return new Snippets(List.of("-proc:none"), "");
  }

  /** Compiles in a module of its own, against the packaged library. */
  static Snippets onModulePath() {
    return onModulePath(LibraryJar.withDependencies(), MODULE);
  }

  /** Compiles in a module of tests, against the packaged library and fixtures. */
  static Snippets ofTests() {
    return onModulePath(LibraryJar.forTests(), TEST_MODULE);
  }

  private static Snippets onModulePath(List<Path> path, String module) {
    return new Snippets(
        List.of("-proc:none", "-cp", "", "--module-path", LibraryJar.joined(path)), module);
  }

  private boolean inModule() {
    return !module.isEmpty();
  }

  /** The blocks of a page that are marked as Java. */
  static List<String> in(String page) {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(page);
    while (matcher.find()) {
      blocks.add(matcher.group(2).stripIndent());
    }
    return blocks;
  }

  /** What the compiler has against the blocks of one page; empty when it takes them all. */
  List<String> faults(List<String> blocks) {
    List<String> faults = new ArrayList<>();
    String before = "";
    for (String block : blocks) {
      List<String> alone = compile(unit(block, ""));
      if (!alone.isEmpty() && (before.isEmpty() || !compile(unit(block, before)).isEmpty())) {
        faults.add(block + "\n" + String.join("\n", alone));
      }
      if (!TYPE.matcher(block).find()) {
        before = before + "\n" + block;
      }
    }
    return faults;
  }

  private String unit(String block, String before) {
    String all = before + "\n" + block;
    Set<String> imports = new TreeSet<>();
    Matcher matcher = IMPORT.matcher(all);
    while (matcher.find()) {
      imports.add(matcher.group().strip());
    }
    String code = IMPORT.matcher(TYPE.matcher(block).find() ? block : all).replaceAll("");
    String name = inModule() ? "package snippets;\n" : "";
    String head = name + String.join("\n", imports) + "\n" + wildcards() + "\n";
    return TYPE.matcher(block).find()
        ? head + code
        : head + "final class Snippet { static void run() throws Exception {\n" + code + "\n}}";
  }

  private static String wildcards() {
    Set<String> packages = new TreeSet<>(JDK);
    for (JavaClass known : LibraryClasses.LIBRARY_ONLY) {
      if (known.getModifiers().contains(JavaModifier.PUBLIC)
          && !known.getPackageName().endsWith(".internal")) {
        packages.add(known.getPackageName());
      }
    }
    return packages.stream()
        .map(name -> "import " + name + ".*;")
        .collect(Collectors.joining("\n"));
  }

  private List<String> compile(String unit) {
    Matcher type = PUBLIC_TYPE.matcher(unit);
    String name = type.find() ? type.group(1) : "Snippet";
    List<JavaFileObject> sources = new ArrayList<>(List.of(source(name, unit)));
    if (inModule()) {
      sources.add(source("module-info", module));
    }
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler().getTask(null, null, found, options, null, sources);
    try {
      task.analyze();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.getDiagnostics().stream()
        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
        .map(Object::toString)
        .toList();
  }

  private static JavaFileObject source(String name, String unit) {
    return new SimpleJavaFileObject(
        URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return unit;
      }
    };
  }
}
