namespace Bourse.Market;

/// <summary>
/// An amount of one currency in units of 10⁻⁸. Arithmetic is checked: it throws
/// <see cref="OverflowException"/> rather than wrap.
/// </summary>
public readonly record struct Money(long Units) : IComparable<Money>
{
    public static Money Zero => default;

    public static Money operator +(Money left, Money right) => new(checked(left.Units + right.Units));

    public static Money operator -(Money left, Money right) => new(checked(left.Units - right.Units));

    public static Money operator -(Money amount) => new(checked(-amount.Units));

    public static Money Add(Money left, Money right) => left + right;

    public static Money Subtract(Money left, Money right) => left - right;

    public static Money Negate(Money amount) => -amount;

    public int CompareTo(Money other) => Units.CompareTo(other.Units);

    public override string ToString() => new Price(Units).ToString();
}
