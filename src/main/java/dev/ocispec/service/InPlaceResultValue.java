package dev.ocispec.service;

import org.immutables.value.Value;

/** What Immutables makes {@link InPlaceResult} of. */
@Value.Immutable(copy = false)
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    typeAbstract = "*Value")
abstract class InPlaceResultValue implements InPlaceResult {}
