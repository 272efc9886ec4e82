using System.Buffers.Binary;
using System.Numerics;

namespace Bourse.Exchange;

/// <summary>
/// SipHash-1-3 (Aumasson and Bernstein): a hash with a key, for what strangers choose. Who does not know the key cannot
/// make texts of one hash.
/// </summary>
internal readonly record struct SipHash(ulong KeyLow, ulong KeyHigh)
{
    /// <summary>The hash of a word and of a room whose size is a multiple of 8, after each other.</summary>
    public ulong Of(ulong word, ReadOnlySpan<byte> room)
    {
        var length = (ulong)(room.Length + sizeof(ulong));
        var state = new State(
            KeyLow ^ 0x736f6d6570736575, KeyHigh ^ 0x646f72616e646f6d, KeyLow ^ 0x6c7967656e657261,
            KeyHigh ^ 0x7465646279746573);
        state.Absorb(word);
        for (; room.Length > 0; room = room[sizeof(ulong)..])
            state.Absorb(BinaryPrimitives.ReadUInt64LittleEndian(room));
        state.Absorb(length << 56);
        return state.Finish();
    }

    private struct State(ulong v0, ulong v1, ulong v2, ulong v3)
    {
        public void Absorb(ulong word)
        {
            v3 ^= word;
            Round();
            v0 ^= word;
        }

        public ulong Finish()
        {
            v2 ^= 0xff;
            Round();
            Round();
            Round();
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void Round()
        {
            unchecked
            {
                v0 += v1;
                v2 += v3;
                v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
                v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
                v0 = BitOperations.RotateLeft(v0, 32);
                v2 += v1;
                v0 += v3;
                v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
                v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
                v2 = BitOperations.RotateLeft(v2, 32);
            }
        }
    }
}
