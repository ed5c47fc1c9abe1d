package org.gapwise.data.table;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Unpacks gzip (RFC 1952) and believes nothing: checksum and length of every member, reserved bits, and that nothing
 * but further members or zero padding follows. The JDK's stream silently drops a damaged second member, DuckDB does
 * not look at the checksum at all.
 */
final class GzipInput extends InputStream {

    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;

    private final InputStream in;
    private final TableLimits limits;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] packed = new byte[1 << 16];
    private int from;
    private int end;
    private long packedBytes;
    private long unpackedBytes;
    private boolean ended;

    GzipInput(InputStream raw, TableLimits limits) throws IOException {
        this.in = new BufferedInputStream(raw, 1 << 16);
        this.limits = limits;
        header();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            int n = inflate(into, offset, length);
            if (n > 0) {
                crc.update(into, offset, n);
                count(n);
                return n;
            }
            if (inflater.finished()) {
                trailer();
            }
        }
        return -1;
    }

    private int inflate(byte[] into, int offset, int length) throws IOException {
        try {
            while (true) {
                int n = inflater.inflate(into, offset, length);
                if (n > 0 || inflater.finished()) {
                    return n;
                }
                if (inflater.needsDictionary()) {
                    throw new IOException("the packed data ask for a dictionary");
                }
                fill();
                inflater.setInput(packed, from, end - from);
                from = end;
            }
        } catch (DataFormatException e) {
            throw new IOException("the packed data are damaged", e);
        }
    }

    private void count(int n) throws IOException {
        unpackedBytes += n;
        if (unpackedBytes > limits.bytes()) {
            throw new IOException("it unpacks to more than " + limits.bytes() + " bytes");
        }
        if (unpackedBytes > TableLimits.RATIO_FREE_BYTES && unpackedBytes / limits.ratio() > packedBytes) {
            throw new IOException("it unpacks to more than " + limits.ratio() + " times its size");
        }
    }

    private void trailer() throws IOException {
        from = end - inflater.getRemaining();
        boolean whole = number() == crc.getValue() && number() == (inflater.getBytesWritten() & 0xFFFFFFFFL);
        if (!whole) {
            throw new IOException("its content does not match its checksum");
        }
        inflater.reset();
        crc.reset();
        header();
    }

    /** The header of the next member, or the end of the file. */
    private void header() throws IOException {
        int first = packedByte();
        if (first == 0 && packedBytes > 0) {
            padding();
            return;
        }
        if (first < 0 && packedBytes > 0) {
            ended = true;
            return;
        }
        CRC32 check = new CRC32();
        check.update(first);
        int[] fixed = new int[9];
        for (int i = 0; i < fixed.length; i++) {
            fixed[i] = headerByte(check);
        }
        int flags = fixed[2];
        if (first != 0x1F || fixed[0] != 0x8B || fixed[1] != 8 || (flags & 0xE0) != 0) {
            throw new IOException(
                    packedBytes <= 10 ? "it is not a gzip file" : "bytes follow its end that are not gzip");
        }
        skipNames(flags, check);
        if ((flags & FHCRC) != 0) {
            int expected = (int) check.getValue() & 0xFFFF;
            if ((required() | required() << 8) != expected) {
                throw new IOException("its header does not match its checksum");
            }
        }
    }

    private void skipNames(int flags, CRC32 check) throws IOException {
        if ((flags & FEXTRA) != 0) {
            int length = headerByte(check) | headerByte(check) << 8;
            for (int i = 0; i < length; i++) {
                headerByte(check);
            }
        }
        for (int flag : new int[] {FNAME, FCOMMENT}) {
            // A name or comment ends with a zero byte; we have no use for it.
            boolean more = (flags & flag) != 0;
            while (more) {
                more = headerByte(check) != 0;
            }
        }
    }

    private void padding() throws IOException {
        for (int next = packedByte(); next >= 0; next = packedByte()) {
            if (next != 0) {
                throw new IOException("bytes follow its end that are not gzip");
            }
        }
        ended = true;
    }

    private int headerByte(CRC32 check) throws IOException {
        int value = required();
        check.update(value);
        return value;
    }

    private long number() throws IOException {
        long value = 0;
        for (int i = 0; i < 4; i++) {
            value |= (long) required() << 8 * i;
        }
        return value;
    }

    private int required() throws IOException {
        int value = packedByte();
        if (value < 0) {
            throw new EOFException("it ends too early: it was cut off");
        }
        return value;
    }

    private int packedByte() throws IOException {
        if (from == end && !refill()) {
            return -1;
        }
        return packed[from++] & 0xFF;
    }

    private void fill() throws IOException {
        if (from == end && !refill()) {
            throw new EOFException("it ends too early: it was cut off");
        }
    }

    private boolean refill() throws IOException {
        int n = in.read(packed, 0, packed.length);
        from = 0;
        end = Math.max(0, n);
        packedBytes += end;
        return n > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
