using System.Globalization;
using System.Text;
using Bourse.Journal;

namespace Bourse.SecondProcess;

/// <summary>The records that the journal's tests write: everything in one follows from its sequence.</summary>
public static class RecordPattern
{
    public const ushort Type = 7;
    public const ushort Version = 1;

    /// <summary>Between 0 and 40 bytes, so that every padding occurs.</summary>
    public static byte[] PayloadOf(long sequence)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"record {sequence} of this journal, in full length");
        return Encoding.ASCII.GetBytes(text)[..(int)(sequence * 7 % 41)];
    }

    /// <summary>Two records share each time.</summary>
    public static long TimeOf(long sequence) => 1_700_000_000_000_000_000 + (sequence / 2 * 1_000);

    public static void Append(JournalWriter writer, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var next = writer.LastSequence + 1;
            writer.Append(Type, Version, TimeOf(next), PayloadOf(next));
        }
        writer.Commit();
    }
}
