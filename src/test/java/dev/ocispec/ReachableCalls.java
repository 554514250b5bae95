package dev.ocispec;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the code of some classes can reach: calls into the library are followed, to overriding
 * methods too, and those that leave it are looked at.
 */
final class ReachableCalls {
  private static final String LIBRARY = "dev.ocispec.";

  private final Map<JavaCodeUnit, String> ways = new HashMap<>();
  private final Deque<JavaCodeUnit> open = new ArrayDeque<>();

  private ReachableCalls() {}

  /** The way to each reachable call out of the library that is among {@code unwanted}. */
  static Set<String> from(Collection<JavaClass> start, Predicate<JavaAccess<?>> unwanted) {
    ReachableCalls calls = new ReachableCalls();
    for (JavaClass type : start) {
      type.getCodeUnits().forEach(unit -> calls.reach(unit, ""));
    }
    Set<String> found = new TreeSet<>();
    while (!calls.open.isEmpty()) {
      calls.follow(calls.open.remove(), unwanted, found);
    }
    return found;
  }

  private void follow(JavaCodeUnit unit, Predicate<JavaAccess<?>> unwanted, Set<String> found) {
    String way = ways.get(unit);
    for (JavaAccess<?> access : accesses(unit)) {
      if (unwanted.test(access)) {
        found.add(way + " -> " + access.getTargetOwner().getSimpleName() + "." + access.getName());
      }
      targets(access).forEach(target -> reach(target, way + " -> "));
    }
  }

  private static List<JavaAccess<?>> accesses(JavaCodeUnit unit) {
    return Stream.<JavaAccess<?>>concat(
            unit.getAccessesFromSelf().stream(),
            Stream.concat(
                unit.getMethodReferencesFromSelf().stream(),
                unit.getConstructorReferencesFromSelf().stream()))
        .toList();
  }

  /**
   * The code that an access may run: that of the target, of overriding methods, of initialisers.
   */
  private static Stream<JavaCodeUnit> targets(JavaAccess<?> access) {
    JavaClass owner = access.getTargetOwner();
    if (!owner.getName().startsWith(LIBRARY)) {
      return Stream.empty();
    }
    boolean isMade = access.getName().equals(JavaConstructor.CONSTRUCTOR_NAME);
    Stream<JavaClass> above =
        Stream.concat(owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream());
    Stream<JavaClass> others =
        isMade ? Stream.empty() : Stream.concat(above, owner.getAllSubclasses().stream());
    Stream<JavaCodeUnit> named =
        Stream.concat(Stream.of(owner), others)
            .flatMap(type -> type.getCodeUnits().stream())
            .filter(unit -> isCalled(unit, access));
    return Stream.concat(named, owner.getStaticInitializer().stream());
  }

  private static boolean isCalled(JavaCodeUnit unit, JavaAccess<?> access) {
    return access.getTarget() instanceof CodeUnitAccessTarget target
        && unit.getName().equals(target.getName())
        && unit.getRawParameterTypes().equals(target.getRawParameterTypes());
  }

  private void reach(JavaCodeUnit unit, String way) {
    if (!ways.containsKey(unit)) {
      ways.put(unit, way + unit.getOwner().getSimpleName() + "." + unit.getName());
      open.add(unit);
    }
  }
}
