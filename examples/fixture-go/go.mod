module example.org/teleinfo

go 1.19
