using System.Runtime.CompilerServices;

namespace Bourse.Exchange;

/// <summary>One amount a day, by the day's number modulo their count.</summary>
[InlineArray(Days)]
internal struct DayValues
{
    public const int Days = 30;

    private long _first;
}
