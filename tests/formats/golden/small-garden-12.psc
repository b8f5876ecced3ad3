<?xml version="1.0" encoding="UTF-8"?>
<psc:chapters version="1.2" xmlns:psc="http://podlove.org/simple-chapters">
  <psc:chapter start="00:00:00.000" title="Intro"/>
  <psc:chapter start="00:00:31.250" title="Frost in May" href="https://example.org/frost?a=1&amp;b=2"/>
  <psc:chapter start="00:01:40.020" title="What should I cover first?"/>
  <psc:chapter start="00:02:04.000" title="Welcome back after the break"/>
  <psc:chapter start="00:02:30.000" title="how water [for years] runs"/>
  <psc:chapter start="00:03:00.000" title="Watering"/>
  <psc:chapter start="00:05:00.000" title="Goodbye"/>
</psc:chapters>
