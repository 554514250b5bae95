package dev.ocispec;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.ocispec.spec.Spec;

/** The classes of the library, without those of the generator and of the tests. */
public final class LibraryClasses {
  /** All of them. */
  public static final JavaClasses ALL =
      new ClassFileImporter()
          .importUrl(Spec.class.getProtectionDomain().getCodeSource().getLocation());

  private LibraryClasses() {}
}
