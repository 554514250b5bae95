package dev.ocispec;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import dev.ocispec.spec.Spec;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;

/**
 * The classes of the library, of its command line and of the fixtures for tests of others, without
 * the generator's and the tests' own.
 */
public final class LibraryClasses {
  private static final URL LIBRARY = Spec.class.getProtectionDomain().getCodeSource().getLocation();

  /** The classes of the library. */
  public static final JavaClasses LIBRARY_ONLY = new ClassFileImporter().importUrl(LIBRARY);

  /** Those of the {@code -fixtures} jar. */
  public static final JavaClasses FIXTURES =
      new ClassFileImporter().importPath(Path.of("target/fixtures-classes"));

  /** The library's, and those of the command line and the fixtures besides. */
  public static final JavaClasses ALL =
      new ClassFileImporter()
          .importLocations(
              List.of(
                  Location.of(LIBRARY),
                  Location.of(Path.of("target/command-line-classes")),
                  Location.of(Path.of("target/fixtures-classes"))));

  private LibraryClasses() {}
}
