package dev.ocispec.json.internal;

import com.fasterxml.jackson.annotation.JacksonAnnotation;
import dev.ocispec.json.IncompatibleJacksonException;
import java.lang.module.ModuleDescriptor;
import java.security.CodeSource;
import java.util.Optional;
import tools.jackson.databind.cfg.PackageVersion;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether the parts of Jackson fit together. Jackson 3 shares jackson-annotations with Jackson 2,
 * and Maven takes the version that is nearest in the project's tree, which may be an older one than
 * Jackson 3 can work with.
 */
public final class JacksonParts {
  /** The first class of jackson-databind that an old jackson-annotations breaks. */
  private static final String WITNESS =
      "tools.jackson.databind.introspect.JacksonAnnotationIntrospector";

  private static final String MISSING = "com/fasterxml/jackson/annotation/";

  private JacksonParts() {}

  /** Loaded when it is known that it can be. */
  private static final class Ready {
    static final JsonMapper MAPPER = new JsonMapper();
  }

  /**
   * A mapper as it comes, for the library's own files.
   *
   * @throws IncompatibleJacksonException when there can't be one
   */
  public static JsonMapper mapper() {
    requireCompatible();
    return Ready.MAPPER;
  }

  /**
   * To be called before anything else of jackson-databind is loaded, which would fail with an error
   * that tells nobody what to do.
   *
   * @throws IncompatibleJacksonException when jackson-annotations is too old
   */
  public static void requireCompatible() {
    try {
      Class.forName(WITNESS, true, JsonMapper.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("jackson-databind lacks " + WITNESS, e);
    } catch (NoClassDefFoundError e) {
      if (!isAboutAnnotations(e)) {
        throw e;
      }
      throw tooOld(e);
    }
  }

  /** A class that failed before says so of itself, and why in its cause. */
  private static boolean isAboutAnnotations(Throwable error) {
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (e.getMessage() != null && e.getMessage().contains(MISSING)) {
        return true;
      }
    }
    return false;
  }

  private static IncompatibleJacksonException tooOld(NoClassDefFoundError cause) {
    // Jackson 3.0 came with the annotations of 2.20, and their minor versions go up together.
    String needed = "2." + (20 + PackageVersion.VERSION.getMinorVersion());
    String found = version();
    return new IncompatibleJacksonException(
        "jackson-databind "
            + PackageVersion.VERSION
            + " needs jackson-annotations "
            + needed
            + " or later, found "
            + (found.isEmpty() ? "an older one" : found)
            + place()
            + ", which another dependency brings, usually a Jackson 2; add"
            + " com.fasterxml.jackson.core:jackson-annotations:"
            + needed
            + " to the <dependencyManagement> of the pom, or to the build's constraints",
        found,
        cause);
  }

  private static String version() {
    return Optional.ofNullable(JacksonAnnotation.class.getModule().getDescriptor())
        .flatMap(ModuleDescriptor::rawVersion)
        .or(
            () ->
                Optional.ofNullable(
                    JacksonAnnotation.class.getPackage().getImplementationVersion()))
        .orElse("");
  }

  private static String place() {
    CodeSource source = JacksonAnnotation.class.getProtectionDomain().getCodeSource();
    return source == null || source.getLocation() == null
        ? ""
        : " in " + source.getLocation().getPath();
  }
}
