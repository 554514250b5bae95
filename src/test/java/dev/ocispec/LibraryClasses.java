package dev.ocispec;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import dev.ocispec.spec.Spec;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;

/** The classes of the library and of its command line, without the generator's and the tests'. */
public final class LibraryClasses {
  private static final URL LIBRARY = Spec.class.getProtectionDomain().getCodeSource().getLocation();

  /** The classes of the library. */
  public static final JavaClasses LIBRARY_ONLY = new ClassFileImporter().importUrl(LIBRARY);

  /** Those of the command line besides. */
  public static final JavaClasses ALL =
      new ClassFileImporter()
          .importLocations(
              List.of(Location.of(LIBRARY), Location.of(Path.of("target/command-line-classes"))));

  private LibraryClasses() {}
}
