/**
 * A build request: the value, its checks, and its JSON form.
 *
 * <p>First call: {@code BuildRequest.builder()}.
 */
@NullMarked
package dev.ocispec.request;

import org.jspecify.annotations.NullMarked;
