/**
 * Compressed pixels that the JDK cannot unpack, or not safely: RLE and JPEG-LS by our own code, JPEG by the JDK and
 * TwelveMonkeys, JPEG 2000 by a library in a fenced process of its own. Every decoder is told the shape to expect and
 * refuses bytes that say otherwise before it takes memory. Public: {@code Shape}, {@code PixelFault} and the decoders.
 */
@NullMarked
package org.gapwise.data.codec;

import org.jspecify.annotations.NullMarked;
