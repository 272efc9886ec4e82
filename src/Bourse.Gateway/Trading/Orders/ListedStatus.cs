namespace Bourse.Gateway.Trading;

/// <summary>Which orders a list has.</summary>
internal enum ListedStatus
{
    Open,

    /// <summary>Refused, filled or ended.</summary>
    Closed,
    All,
}
